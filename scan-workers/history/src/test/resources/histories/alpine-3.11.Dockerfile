# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
ADD file:0c4555f363c2672e350001f1293e689875a3760afe7b3f9146886afe67121cba /
CMD ["/bin/sh"]

# base: ?, 0 instructions, NONE
# 0 CLASSIC ADD, layer 0
# 1 CLASSIC CMD
