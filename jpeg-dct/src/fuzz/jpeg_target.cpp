// libFuzzer's target over the native functions that JpegNative.java binds.
//
// An input is a JPEG whose first two bytes, the same in every JPEG, stand for the options. One decoder
// and one fitter see all inputs, others only this one: what leaks from picture to picture makes a
// difference, and the new ones' buffers are no longer than this picture needs.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "dctstream/jpegdct.h"

using namespace dctstream;

namespace {

constexpr int64_t MAX_PIXELS = 1 << 18;
constexpr int MAX_SCANS = 20;
constexpr int64_t MAX_SCAN_PIXELS = 8 * MAX_PIXELS;
constexpr int HEADER_BYTES = 6;  // of a payload: what PackedPayload.java checks

void require(bool holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "%s\n", what);
  abort();
}

// ---- the coefficients of a whole picture ---------------------------------------------------------

struct Outcome {
  int status;
  int warnings;
  std::string message, first_warning;

  static Outcome of(const Decoder* d, int status) {
    return {status, d->warnings, d->message, d->first_warning};
  }

  bool operator==(const Outcome& other) const {
    return status == other.status && warnings == other.warnings && message == other.message &&
           (warnings == 0 || first_warning == other.first_warning);
  }
};

struct Reading {
  Outcome outcome;
  std::vector<int32_t> info = std::vector<int32_t>(COMPONENT_0 + 4 * FIELDS);
  std::vector<uint16_t> tables = std::vector<uint16_t>(4 * SIZE);
  std::vector<int16_t> components[4];  // rows with the blocks that fill up MCUs

  void put_row(int component, int y, const int16_t* row, JDIMENSION stride) {
    size_t length = size_t{stride} * SIZE;
    std::vector<int16_t>& rows = components[component];
    if (rows.size() < (y + 1) * length) rows.resize((y + 1) * length);
    std::copy(row, row + length, &rows[y * length]);
  }

  bool has_components_of(const Reading& other) const {
    return std::equal(components, components + 4, other.components);
  }
};

// As CoefficientReader.java does it.
Reading read_whole(Decoder* d, const uint8_t* jpeg, int64_t length, bool lenient) {
  Reading reading;
  std::vector<int16_t> out(SIZE);
  auto attempt = [&] {
    return read(d, jpeg, length, lenient, out.data(), static_cast<int64_t>(out.size()),
                reading.tables.data(), reading.info.data());
  };
  int status = attempt();
  if (status == BUFFER_TOO_SMALL) {
    out = std::vector<int16_t>(static_cast<size_t>(reading.info[NEED]) * SIZE);
    status = attempt();
  }
  reading.outcome = Outcome::of(d, status);
  if (status != OK) return reading;
  for (int i = 0; i < reading.info[COMPONENTS]; i++) {
    const int32_t* fields = &reading.info[static_cast<size_t>(COMPONENT_0 + FIELDS * i)];
    const int16_t* row = out.data() + int64_t{fields[OFFSET]} * SIZE;
    for (int y = 0; y < fields[BLOCKS_HIGH]; y++, row += int64_t{fields[STRIDE]} * SIZE) {
      reading.put_row(i, y, row, static_cast<JDIMENSION>(fields[STRIDE]));
    }
  }
  return reading;
}

// By libjpeg alone.
Reading read_by_libjpeg(Decoder* d, const uint8_t* jpeg, int64_t length, bool lenient) {
  Reading reading;
  d->target = nullptr;
  int status = with_picture(d, jpeg, length, [&] {
    Status status = check_header(d);
    if (status == OK) status = absorb_scans(d, lenient);
    if (status == OK) status = describe(d, d->target, reading.tables.data(), reading.info.data());
    for (int i = 0; status == OK && i < d->cinfo.num_components; i++) {
      const BlockRows& rows = d->components[i];
      for (JDIMENSION y = 0; y < d->cinfo.comp_info[i].height_in_blocks; y++) {
        reading.put_row(i, static_cast<int>(y), *rows.row(y), rows.stride);
      }
    }
    return status;
  });
  reading.info[NEED] = static_cast<int32_t>(d->target_used / SIZE);
  reading.outcome = Outcome::of(d, status);
  return reading;
}

// Row by row, as the fit does it.
Reading read_rows(Decoder* d, const uint8_t* jpeg, int64_t length, bool lenient) {
  Reading reading;
  d->target = nullptr;
  int status = with_picture(d, jpeg, length, [&] {
    Status status = check_header(d);
    if (status != OK) return status;
    return decode_rows(d, lenient, [&](int i, int y, const JBLOCK* blocks) {
      reading.put_row(i, y, *blocks, d->components[i].stride);
    });
  });
  reading.outcome = Outcome::of(d, status);
  return reading;
}

// Both of our ways give what libjpeg gives.
Outcome check_reading(Decoder* kept, const uint8_t* jpeg, int64_t length, bool lenient) {
  Decoder* fresh = open(MAX_PIXELS, MAX_SCANS, MAX_SCAN_PIXELS);
  Reading expected = read_by_libjpeg(fresh, jpeg, length, lenient);
  close(fresh);
  Reading whole = read_whole(kept, jpeg, length, lenient);
  Reading rows = read_rows(kept, jpeg, length, lenient);
  require(whole.outcome == expected.outcome, "read() ends otherwise than libjpeg");
  require(rows.outcome == expected.outcome, "decode_rows() ends otherwise than libjpeg");
  if (expected.outcome.status != OK) return expected.outcome;
  require(whole.info == expected.info, "read() describes another picture than libjpeg");
  require(whole.tables == expected.tables, "read() has other tables than libjpeg");
  require(whole.has_components_of(expected), "read() has other coefficients than libjpeg");
  require(rows.has_components_of(expected), "decode_rows() has other coefficients than libjpeg");
  return expected.outcome;
}

// ---- the fit -------------------------------------------------------------------------------------

struct Grid {
  int width, height;

  size_t luma_blocks() const { return static_cast<size_t>(width) * height; }
  size_t blocks() const { return luma_blocks() * 3 / 2; }
};

struct Options {
  int exif_orientation;
  bool lenient;
  FitMode mode;
  Grid grid;

  // The first choices for the first bytes of a JPEG.
  static Options of(const uint8_t* input) {
    static constexpr FitMode MODES[] = {CROP, EXACT, RESIZE, RESIZE};
    static constexpr Grid GRIDS[] = {{4, 4}, {6, 2}, {2, 10}, {12, 8}};
    unsigned first = input[0] ^ 0xFFu;
    unsigned second = input[1] ^ 0xD8u;
    return {static_cast<int>(first % 8) + 1, (first & 8) != 0, MODES[first / 16 % 4],
            GRIDS[second % 4]};
  }
};

struct Tensors {
  std::vector<float> y, cb, cr;

  explicit Tensors(const Grid& grid)
      : y(grid.luma_blocks() * SIZE), cb(y.size() / 4), cr(y.size() / 4) {}

  // Minus zero counts as zero, and nothing is beyond all numbers.
  bool operator==(const Tensors& other) const {
    return y == other.y && cb == other.cb && cr == other.cr;
  }
};

FitPlan plan_of(const Options& options) {
  return {options.mode, options.lenient, options.grid.width, options.grid.height};
}

Fitter* open_one(const Options& options) {
  return open_fitter(MAX_PIXELS, MAX_SCANS, MAX_SCAN_PIXELS, options.mode, options.lenient,
                     options.grid.width, options.grid.height);
}

Outcome fill_directly(Fitter* f, const uint8_t* jpeg, int64_t length, const Options& options,
                     Tensors* out) {
  int status = fit(f, jpeg, length, options.exif_orientation);
  if (status == OK) {
    write_tensors(f, ~0ull, ~0ull, out->y.data(), out->cb.data(), out->cr.data(), 0, 0, 0);
  }
  return Outcome::of(f->decoder, status);
}

Outcome fill_by_payload(Fitter* f, const uint8_t* jpeg, int64_t length, const Options& options,
                        Tensors* out) {
  auto blocks = static_cast<int64_t>(options.grid.blocks());
  std::vector<uint8_t> payload(static_cast<size_t>(max_payload_bytes(blocks)));
  int status = fit(f, jpeg, length, options.exif_orientation);
  if (status != OK) return Outcome::of(f->decoder, status);
  int64_t packed = write_payload(f, payload.data());
  auto unpack_first = [&](int64_t bytes) {
    std::vector<uint8_t> part(payload.begin(), payload.begin() + bytes);
    return unpack(part.data(), bytes, ~0ull, ~0ull, out->y.data(), out->cb.data(), out->cr.data(), 0, 0, 0);
  };
  int64_t cut = HEADER_BYTES + length % (packed - HEADER_BYTES);  // somewhere
  require(unpack_first(cut) == ENDS_TOO_EARLY, "unpack() takes a payload that ends too early");
  require(unpack_first(packed) == COMPLETE, "unpack() refuses what write_payload() wrote");
  return Outcome::of(f->decoder, OK);
}

// Both ways to tensors agree with each other, and with read() on whether the picture is good.
void check_fit(Fitter* kept, const uint8_t* jpeg, int64_t length, const Options& options,
               const Outcome& read) {
  Tensors filled(options.grid);
  Tensors unpacked(options.grid);
  Outcome direct = fill_directly(kept, jpeg, length, options, &filled);
  Fitter* fresh = open_one(options);
  Outcome by_payload = fill_by_payload(fresh, jpeg, length, options, &unpacked);
  close_fitter(fresh);
  require(direct == by_payload, "fit() ends otherwise the second time");
  require(direct == read || direct.status == UNSUPPORTED, "fit() ends otherwise than read()");
  if (direct.status != OK) return;
  require(filled == unpacked, "write_tensors() and unpack() give other numbers");
}

// ---- a payload from a stranger -------------------------------------------------------------------

void unpack_hostile(const uint8_t* input, size_t length, const Grid& grid) {
  std::vector<uint8_t> payload(HEADER_BYTES);
  payload[0] = PAYLOAD_VERSION;
  payload[1] = input[0];
  put16(&payload[2], static_cast<unsigned>(grid.width));
  put16(&payload[4], static_cast<unsigned>(grid.height));
  payload.insert(payload.end(), input + 2, input + length);
  payload.shrink_to_fit();
  Tensors out(grid);
  unpack(payload.data(), static_cast<int64_t>(payload.size()), ~0ull, ~0ull, out.y.data(), out.cb.data(),
         out.cr.data(), 0, 0, 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* input, size_t length) {
  if (length < 2) return 0;
  Options options = Options::of(input);
  static Fitter* kept = open_one(options);
  kept->plan = plan_of(options);
  unpack_hostile(input, length, options.grid);
  std::vector<uint8_t> jpeg(input, input + length);
  jpeg[0] = 0xFF;
  jpeg[1] = 0xD8;
  auto size = static_cast<int64_t>(length);
  Outcome read = check_reading(kept->decoder, jpeg.data(), size, options.lenient);
  check_fit(kept, jpeg.data(), size, options, read);
  return 0;
}
