// Entropy decoding: every scan of the picture into the decoder's target buffer, by the short way of
// baseline.h or by libjpeg.
//
// libjpeg's buffered-image mode absorbs all scans without producing pixels, which is what
// jpeg_read_coefficients does (leptonica's build leaves that function out).
#pragma once

#include "baseline.h"

namespace dctstream {

inline void check_scan_limits(Decoder* d) {
  const jpeg_decompress_struct& c = d->cinfo;
  char text[JMSG_LENGTH_MAX];
  if (c.input_scan_number > d->max_scans) {
    snprintf(text, sizeof text, "it has more than %d scans", d->max_scans);
    escape(d, TOO_LARGE, text);
  }
  if (int64_t{c.image_width} * c.image_height * c.input_scan_number > d->max_scan_pixels) {
    snprintf(text, sizeof text, "its scans have more than %lld pixels together",
             static_cast<long long>(d->max_scan_pixels));
    escape(d, TOO_LARGE, text);
  }
}

// Remembers which components the scan that is now open codes.
inline void note_scan(Decoder* d, unsigned* scanned) {
  check_scan_limits(d);
  const jpeg_decompress_struct& c = d->cinfo;
  for (int i = 0; i < c.comps_in_scan; i++) *scanned |= 1u << c.cur_comp_info[i]->component_index;
}

// True if a progressive picture lacks scans: a DC coefficient that was never coded to its last bit or
// an AC coefficient that was begun but not finished (T.81 G.1.1.1). AC coefficients that no scan codes
// are zero by right, unless the data ended early.
inline bool is_unfinished(const Decoder* d) {
  const jpeg_decompress_struct& c = d->cinfo;
  if (!c.progressive_mode || c.coef_bits == nullptr) return false;
  for (int i = 0; i < c.num_components; i++) {
    for (int k = 0; k < DCTSIZE2; k++) {
      int missing = c.coef_bits[i][k];  // -1: never coded
      if (missing > 0 || (missing < 0 && (k == 0 || d->exhausted))) return true;
    }
  }
  return false;
}

// What the end of the data says of the whole: OK, or why the coefficients cannot be trusted.
// An arithmetic decoder reads zeros behind the end without a word (T.81 D.2.6), so that there nobody
// can tell whether a block is missing.
inline Status judge(Decoder* d, bool complete, bool lenient) {
  if (!complete) return fail(d, TRUNCATED, ENDS_EARLY);
  if (lenient) return OK;
  if (d->exhausted && (d->starved || d->cinfo.arith_code)) return fail(d, TRUNCATED, ENDS_EARLY);
  if (d->damages > 0) return d->status = CORRUPT;  // the message is the first damage's
  return OK;
}

// Inside with_picture. After it, d->components hold the quantised coefficients.
inline Status absorb_scans(Decoder* d, bool lenient) {
  j_decompress_ptr c = &d->cinfo;
  c->buffered_image = TRUE;
  c->raw_data_out = TRUE;
  c->out_color_space = c->jpeg_color_space;
  c->do_fancy_upsampling = FALSE;
  c->do_block_smoothing = FALSE;
  jpeg_start_decompress(c);
  unsigned scanned = 0;
  note_scan(d, &scanned);
  for (int step; (step = jpeg_consume_input(c)) != JPEG_REACHED_EOI;) {
    if (step == JPEG_REACHED_SOS) note_scan(d, &scanned);
  }
  bool begun = scanned == (1u << c->num_components) - 1;
  bool complete = begun && (lenient || !is_unfinished(d));
  return judge(d, complete, lenient);
}

// Room for the coefficients: of the whole picture, or of one MCU row after the other.
inline void lay_out(Decoder* d, bool whole) {
  d->component_count = 0;
  auto common = reinterpret_cast<j_common_ptr>(&d->cinfo);
  for (int i = 0; i < d->cinfo.num_components; i++) {
    const jpeg_component_info& c = d->cinfo.comp_info[i];
    auto padded = [](JDIMENSION blocks, int factor) {
      auto unit = static_cast<JDIMENSION>(factor);
      return (blocks + unit - 1) / unit * unit;
    };
    auto mcu_height = static_cast<JDIMENSION>(c.v_samp_factor);
    request_blocks(common, JPOOL_IMAGE, TRUE, padded(c.width_in_blocks, c.h_samp_factor),
                   whole ? padded(c.height_in_blocks, c.v_samp_factor) : mcu_height, mcu_height);
  }
  place_rows(d);
}

// Inside with_picture, after check_header. After it, d->components hold all coefficients.
inline Status decode_whole(Decoder* d, bool lenient) {
  check_scan_limits(d);
  lay_out(d, true);
  if (decode_baseline(d, [](unsigned) {})) return judge(d, true, lenient);
  d->component_count = 0;
  return absorb_scans(d, lenient);
}

// Inside with_picture, after check_header. Calls use(component, y, blocks) for all rows of blocks, from
// the top of each component; some may come a second time.
template <typename Use>
inline Status decode_rows(Decoder* d, bool lenient, const Use& use) {
  auto use_rows = [d, &use](int i, JDIMENSION from, JDIMENSION count) {
    JDIMENSION height = d->cinfo.comp_info[i].height_in_blocks;
    for (JDIMENSION y = from; y < from + count && y < height; y++) {
      use(i, static_cast<int>(y), d->components[i].row(y));
    }
  };
  check_scan_limits(d);
  bool interleaved = d->cinfo.num_components > 1;
  lay_out(d, false);
  if (decode_baseline(d, [&](unsigned mcu_row) {
        for (int i = 0; i < d->cinfo.num_components; i++) {
          JDIMENSION count = interleaved ? d->components[i].count : 1;
          use_rows(i, mcu_row * count, count);
        }
      })) {
    return judge(d, true, lenient);
  }
  d->component_count = 0;
  d->target = nullptr;
  Status status = absorb_scans(d, lenient);
  if (status != OK) return status;
  for (int i = 0; i < d->cinfo.num_components; i++) use_rows(i, 0, d->components[i].count);
  return OK;
}

// A component's quantisation table; nullptr if there is none. libjpeg latches the tables that were in
// force at the component's first scan, after a check of their numbers, as decode_baseline checks them.
inline const JQUANT_TBL* table_of(const Decoder* d, int component) {
  const jpeg_component_info& info = d->cinfo.comp_info[component];
  if (info.quant_table != nullptr) return info.quant_table;
  return is_table(info.quant_tbl_no) ? d->cinfo.quant_tbl_ptrs[info.quant_tbl_no] : nullptr;
}

// The layout of `info`, as JpegNative.Info reads it.
enum Info { WIDTH, HEIGHT, COMPONENTS, COLOR_SPACE, PROGRESSIVE, NEED, COMPONENT_0 };
enum ComponentInfo { H_SAMPLING, V_SAMPLING, BLOCKS_WIDE, BLOCKS_HIGH, STRIDE, OFFSET, FIELDS };

inline Status describe(Decoder* d, const int16_t* out, uint16_t* tables, int32_t* info) {
  const jpeg_decompress_struct& c = d->cinfo;
  info[WIDTH] = static_cast<int32_t>(c.image_width);
  info[HEIGHT] = static_cast<int32_t>(c.image_height);
  info[COMPONENTS] = c.num_components;
  info[COLOR_SPACE] = c.jpeg_color_space;
  info[PROGRESSIVE] = c.progressive_mode;
  for (int i = 0; i < c.num_components; i++) {
    const jpeg_component_info& component = c.comp_info[i];
    int32_t* fields = info + COMPONENT_0 + FIELDS * i;
    fields[H_SAMPLING] = component.h_samp_factor;
    fields[V_SAMPLING] = component.v_samp_factor;
    fields[BLOCKS_WIDE] = static_cast<int32_t>(component.width_in_blocks);
    fields[BLOCKS_HIGH] = static_cast<int32_t>(component.height_in_blocks);
    fields[STRIDE] = static_cast<int32_t>(d->components[i].stride);
    fields[OFFSET] = static_cast<int32_t>(
        (reinterpret_cast<const int16_t*>(d->components[i].first) - out) / DCTSIZE2);
    const JQUANT_TBL* table = table_of(d, i);
    if (table == nullptr) return fail(d, CORRUPT, "a component has no quantisation table");
    memcpy(tables + DCTSIZE2 * i, table->quantval, DCTSIZE2 * sizeof(uint16_t));
  }
  return OK;
}

// Reads the coefficients of a whole picture into `out`, which holds `capacity` values. On
// BUFFER_TOO_SMALL info[NEED] is the number of blocks that would do.
inline int read(Decoder* d, const uint8_t* data, int64_t length, bool lenient, int16_t* out,
                int64_t capacity, uint16_t* tables, int32_t* info) {
  d->target = out;
  d->target_capacity = capacity;
  Status status = with_picture(d, data, length, [=] {
    Status checked = check_header(d);
    if (checked != OK) return checked;
    Status decoded = decode_whole(d, lenient);
    if (decoded != OK) return decoded;
    return describe(d, out, tables, info);
  });
  info[NEED] = static_cast<int32_t>(d->target_used / DCTSIZE2);
  return status;
}

}  // namespace dctstream
