// arm64: 128-bit vectors, thirty-two registers.
#define ALMANAC_VARIANT neon
#define ALMANAC_VECTOR_FLOATS 4
#define ALMANAC_TILE_ROWS 8
#define ALMANAC_TILE_VECTORS 3
#include "table.hpp"
