# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
# apko
COPY manager .
RUN addgroup -S nonroot && adduser -S nonroot -G nonroot
RUN ["/manager", "--self test"]
# Not in the history, but in the configuration:
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
ENV MOTTO="keep calm"
WORKDIR /opt/app
EXPOSE 8080/tcp
USER nonroot
ENTRYPOINT ["/manager"]

# base: ?, 0 instructions, NONE
# 0 OTHER OTHER, layer 0
# 1 KANIKO COPY, layer 1
# 2 KANIKO RUN, layer 2
# 3 KANIKO RUN, layer 3
