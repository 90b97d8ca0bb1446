# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
# Created by Image Factory
# (nothing is said)
# /bin/bash
# Imported from -
# ko build ko://example.org/cmd/app
# Not in the history, but in the configuration:
CMD ["/bin/bash"]

# base: ?, 0 instructions, NONE
# 0 OTHER OTHER, layer 0
# 1 OTHER OTHER, layer 1
# 2 OTHER OTHER, layer 2
# 3 OTHER OTHER, layer 3
# 4 OTHER OTHER, layer 4
