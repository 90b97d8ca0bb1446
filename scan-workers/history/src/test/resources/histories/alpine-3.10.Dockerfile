# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
ADD file:d48cac34fac385cbc1de6adfdd88300f76f9bbe346cd17e64fd834d042a98326 /
CMD ["/bin/sh"]

# base: ?, 0 instructions, NONE
# 0 CLASSIC ADD, layer 0
# 1 CLASSIC CMD
