# escape=`
# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
# Apply image 10.0.20348.2582
# Install update 10.0.20348.2600
ENV NODE_VERSION=20.1.0
RUN curl -o node.zip https://example.org/node.zip && tar -xf node.zip
RUN powershell -Command "Remove-Item node.zip"
COPY app C:\app
USER ContainerUser
CMD ["node.exe", "server.js"]

# base: ?, 0 instructions, NONE
# 0 OTHER OTHER, layer 0
# 1 OTHER OTHER, layer 1
# 2 BUILDKIT ENV
# 3 BUILDKIT RUN, layer 2
# 4 BUILDKIT RUN, layer 3
# 5 BUILDKIT COPY, layer 4
# 6 BUILDKIT USER
# 7 BUILDKIT CMD
