// All kernels, for the target that is in force where this is included: no include guards, on purpose.

#include "lanes.h"
#include "select.h"

#include "dct.h"
#include "half.h"
#include "huffman.h"
#include "resample.h"
#include "tile.h"
#include "tensor.h"

#include "pack.h"
#include "unpack.h"
