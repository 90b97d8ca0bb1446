# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
ADD alpine-minirootfs-3.20.2-x86_64.tar.gz /
CMD ["/bin/sh"]
ENV NODE_VERSION=20.17.0
RUN addgroup -g 1000 node \
    && adduser -u 1000 -G node -s /bin/sh -D node \
    && apk add --no-cache \
    libstdc++ \
    && apk add --no-cache --virtual .build-deps \
    curl \
    && apk del .build-deps
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
# The base image seems to end here.
WORKDIR /srv
COPY . .
RUN npm ci --omit=dev
USER node
CMD ["node", "server.js"]

# base: ?, 7 instructions, GUESSED
# 0 BUILDKIT ADD, layer 0
# 1 BUILDKIT CMD
# 2 BUILDKIT ENV
# 3 BUILDKIT RUN, layer 1
# 4 BUILDKIT COPY, layer 2
# 5 BUILDKIT ENTRYPOINT
# 6 BUILDKIT CMD
# 7 BUILDKIT WORKDIR, layer 3
# 8 BUILDKIT COPY, layer 4
# 9 BUILDKIT RUN, layer 5
# 10 BUILDKIT USER
# 11 BUILDKIT CMD
