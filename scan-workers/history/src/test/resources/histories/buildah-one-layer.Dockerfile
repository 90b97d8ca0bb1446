# Rebuilt from the image's history; what builders don't record is missing.
# The base image was recognised: the builder names it.
#   ADD file:0c4555f363c2672e350001f1293e689875a3760afe7b3f9146886afe67121cba /
#   CMD ["/bin/sh"]
FROM localhost/alpine:3.11
ARG VERSION
ARG VERSION
ENV A=b C="d e" F=g
LABEL maintainer="A B <a@b.c>" x.y=z
RUN echo "$VERSION" > /v &&     echo done
COPY multi:9f357fc45a8b2dff5a80bf85ab233c8de7f87eef6aed03b631d0b5d1a6613ccb /data/
COPY dir:dc1089105ac30ed0567354a30a78094a460606b4d48c8506e4be857856d931d3 /dir/
ADD file:a35ad4a22b753dd9cb083d2cdceed721d21acd4427ed2d074e04ab99d18e2f6f /added.txt
WORKDIR /work
EXPOSE 80 443/udp
VOLUME ["/data", "/x y"]
USER nobody
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN echo a | cat
RUN ["/bin/echo", "hi there"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --retries=3 CMD wget -q localhost || exit 1
ONBUILD RUN echo x
ENTRYPOINT ["/bin/sh", "-c"]
CMD echo "x y" $A

# base: localhost/alpine:3.11, 2 instructions, NAMED
# 0 BUILDAH ADD, layer 0
# 1 BUILDAH CMD
# 2 BUILDAH ARG
# 3 BUILDAH ARG
# 4 BUILDAH ENV
# 5 BUILDAH LABEL
# 6 BUILDAH RUN
# 7 BUILDAH COPY
# 8 BUILDAH COPY
# 9 BUILDAH ADD
# 10 BUILDAH WORKDIR
# 11 BUILDAH EXPOSE
# 12 BUILDAH VOLUME
# 13 BUILDAH USER
# 14 BUILDAH SHELL
# 15 BUILDAH RUN
# 16 BUILDAH RUN
# 17 BUILDAH STOPSIGNAL
# 18 BUILDAH HEALTHCHECK
# 19 BUILDAH ONBUILD
# 20 BUILDAH ENTRYPOINT
# 21 BUILDAH CMD, layer 1
