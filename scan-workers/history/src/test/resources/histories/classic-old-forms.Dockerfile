# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
ADD file:b1d0f6b6a7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708 /
CMD ["/bin/bash"]
# The base image seems to end here.
MAINTAINER Ada Lovelace "ada@example.org"
ARG version
ARG note="a b"
RUN groupadd -r app && useradd -r -g app app
ENV LANG=en_US.utf8
ENV JAVA_OPTS="-Xmx1g -Dx=y" PROMPT="\\u@\\h \$" FLAG=on
COPY dir:9d9f3bb5ad2c3ec2bb2aa8e6f0c8b5fae3f0e6cf5f0fe5ba5b6f6b1b31c6a5d1 /srv/app
COPY multi:43d1f5b6a7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708 /etc/app/
EXPOSE 8080/tcp 8443/tcp
VOLUME ["/var/lib/app", "/var/log/app"]
USER app
WORKDIR /srv/app
STOPSIGNAL SIGINT
ONBUILD COPY . /srv/app
HEALTHCHECK --interval=5m --timeout=3s --retries=3 CMD curl -f http://localhost:8080/ || exit 1
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["app", "--say", "it's \"on\""]

# base: ?, 2 instructions, GUESSED
# 0 CLASSIC ADD, layer 0
# 1 CLASSIC CMD
# 2 CLASSIC MAINTAINER
# 3 CLASSIC ARG
# 4 CLASSIC ARG
# 5 CLASSIC RUN, layer 1
# 6 CLASSIC ENV
# 7 CLASSIC ENV
# 8 CLASSIC COPY, layer 2
# 9 CLASSIC COPY, layer 3
# 10 CLASSIC EXPOSE
# 11 CLASSIC VOLUME
# 12 CLASSIC USER
# 13 CLASSIC WORKDIR
# 14 CLASSIC STOPSIGNAL
# 15 CLASSIC ONBUILD
# 16 CLASSIC HEALTHCHECK
# 17 CLASSIC ENTRYPOINT
# 18 CLASSIC CMD
