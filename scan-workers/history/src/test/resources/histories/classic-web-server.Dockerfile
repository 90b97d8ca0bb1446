# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
ADD file:aba1b5f2ab4e7a5e1b8ab0b2d0f4b7f0b2b2a1f0e1d2c3b4a5968778695a4b3c /
CMD ["bash"]
# The base image seems to end here.
LABEL maintainer="NGINX Docker Maintainers <docker-maint@nginx.com>"
ENV NGINX_VERSION=1.17.10
ENV NJS_VERSION=0.3.9
ENV PKG_RELEASE=1~buster
RUN set -x \
    && addgroup --system --gid 101 nginx \
    && apt-get update \
    && apt-get install --no-install-recommends --no-install-suggests -y gnupg1 ca-certificates \
    && rm -rf /var/lib/apt/lists/*
RUN ln -sf /dev/stdout /var/log/nginx/access.log \
    && ln -sf /dev/stderr /var/log/nginx/error.log
EXPOSE 80
STOPSIGNAL SIGTERM
CMD ["nginx", "-g", "daemon off;"]

# base: ?, 2 instructions, GUESSED
# 0 CLASSIC ADD, layer 0
# 1 CLASSIC CMD
# 2 CLASSIC LABEL
# 3 CLASSIC ENV
# 4 CLASSIC ENV
# 5 CLASSIC ENV
# 6 CLASSIC RUN, layer 1
# 7 CLASSIC RUN, layer 2
# 8 CLASSIC EXPOSE
# 9 CLASSIC STOPSIGNAL
# 10 CLASSIC CMD
