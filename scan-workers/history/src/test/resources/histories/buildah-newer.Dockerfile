# Rebuilt from the image's history; what builders don't record is missing.
# The base image was recognised: the builder names it.
#   ADD file:0c4555f363c2672e350001f1293e689875a3760afe7b3f9146886afe67121cba /
#   CMD ["/bin/sh"]
FROM docker.io/library/alpine:3.11
ENV A=b C="d e"
RUN <<EOF
echo one
echo two
EOF

RUN cat <<EOF > /x
line
EOF

COPY --link file:1f8a0db1a1a64b33ba4d02db0fd9d8d1fdc1d9cd8a6ebaa85e2bd9ab7b2bb1f0 /y
CMD echo "$A"

# base: docker.io/library/alpine:3.11, 2 instructions, NAMED
# 0 BUILDAH ADD, layer 0
# 1 BUILDAH CMD
# 2 BUILDAH ENV
# 3 BUILDAH RUN, layer 1
# 4 BUILDAH RUN, layer 2
# 5 BUILDAH COPY, layer 3
# 6 BUILDAH CMD
