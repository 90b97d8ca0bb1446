# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
# debian.sh --arch 'amd64' out/ 'bookworm' '@1707782400'
ENV LANG=C.UTF-8
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends \
    ca-certificates \
    tzdata \
    ; \
    rm -rf /var/lib/apt/lists/*
CMD ["python3"]
# The base image seems to end here.
ARG VERSION=1.0
ARG NOTE
LABEL org.opencontainers.image.title="My app" org.opencontainers.image.version=1.0
WORKDIR /app
COPY requirements.txt setup.cfg ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=app:app --chmod=0755 src/ /app/src/
RUN <<'EOF'
set -e
echo "first"
if true; then
  echo second
fi
EOF

RUN cat <<EOF > /etc/app.conf
port = 80
name = "x"
EOF

COPY <<EOF /etc/motd
EOF

ADD https://example.org/tool.tar.gz /opt/
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN wget -qO- https://example.org/list | sort > /list
RUN ["words", "/usr/bin/env", "true"]
ENV APP_HOME=/app GREETING="hello big world"
EXPOSE 8000/tcp 9000/udp
VOLUME ["/data"]
USER app
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=2 CMD python3 -c "import urllib.request as r; r.urlopen('http://localhost:8000')"
STOPSIGNAL SIGINT
ENTRYPOINT ["/bin/sh", "-c", "exec python3 -m app $OPTS"]
CMD []
# Not in the history, but in the configuration:
ONBUILD RUN make

# base: ?, 4 instructions, GUESSED
# 0 OTHER OTHER, layer 0
# 1 BUILDKIT ENV
# 2 BUILDKIT RUN, layer 1
# 3 BUILDKIT CMD
# 4 BUILDKIT ARG
# 5 BUILDKIT ARG
# 6 BUILDKIT LABEL
# 7 BUILDKIT WORKDIR, layer 2
# 8 BUILDKIT COPY, layer 3
# 9 BUILDKIT RUN, layer 4
# 10 BUILDKIT COPY, layer 5
# 11 BUILDKIT RUN, layer 6
# 12 BUILDKIT RUN, layer 7
# 13 BUILDKIT COPY, layer 8
# 14 BUILDKIT ADD, layer 9
# 15 BUILDKIT SHELL
# 16 BUILDKIT RUN, layer 10
# 17 BUILDKIT RUN, layer 11
# 18 BUILDKIT ENV
# 19 BUILDKIT EXPOSE
# 20 BUILDKIT VOLUME
# 21 BUILDKIT USER
# 22 BUILDKIT HEALTHCHECK
# 23 BUILDKIT STOPSIGNAL
# 24 BUILDKIT ENTRYPOINT
# 25 BUILDKIT CMD
