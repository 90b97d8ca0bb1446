# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
# bazel build ...
# bazel build ...
# jib-maven-plugin:3.1.4
# jib-maven-plugin:3.1.4
# Not in the history, but in the configuration:
ENV JAVA_VERSION=17
USER 65532
ENTRYPOINT ["java", "-cp", "/app/resources:/app/classes:/app/libs/*", "org.example.Main"]

# base: ?, 0 instructions, NONE
# 0 OTHER OTHER, layer 0
# 1 OTHER OTHER, layer 1
# 2 OTHER OTHER, layer 2
# 3 OTHER OTHER, layer 3
