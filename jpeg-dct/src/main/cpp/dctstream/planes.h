// The samples of each component as libjpeg's inverse DCT gives them, scaled by k/8, without chroma
// upsampling or colour conversion.
#pragma once

#include "coefficients.h"

namespace dctstream {

struct SamplePlane {
  std::vector<uint8_t> samples;
  int stride;
  int width, height;      // samples inside the picture
  double scale_x, scale_y;  // samples for one pixel of the picture
};

inline Status prepare(Decoder* d, const jpeg_component_info& component, SamplePlane* plane) {
  const jpeg_decompress_struct& c = d->cinfo;
  int size = component.DCT_scaled_size;
  plane->stride = static_cast<int>(component.width_in_blocks) * size;
  plane->width = static_cast<int>(component.downsampled_width);
  plane->height = static_cast<int>(component.downsampled_height);
  plane->scale_x = double(component.h_samp_factor * size) / (c.max_h_samp_factor * DCTSIZE);
  plane->scale_y = double(component.v_samp_factor * size) / (c.max_v_samp_factor * DCTSIZE);
  int64_t rows = int64_t{c.total_iMCU_rows} * component.v_samp_factor * size;
  if (!grow(plane->samples, rows * plane->stride)) {
    return fail(d, TOO_LARGE, "there is no memory for its samples");
  }
  return OK;
}

// Inside with_picture; at most three components.
inline Status decode_planes(Decoder* d, int eighths, bool lenient, SamplePlane* planes) {
  j_decompress_ptr c = &d->cinfo;
  c->scale_num = static_cast<unsigned>(eighths);
  c->scale_denom = DCTSIZE;
  c->raw_data_out = TRUE;
  c->out_color_space = c->jpeg_color_space;
  c->do_fancy_upsampling = FALSE;
  c->do_block_smoothing = FALSE;
  bool absorbed = jpeg_has_multiple_scans(c);
  if (absorbed) {
    Status status = absorb_scans(d, lenient);
    if (status != OK) return status;
    jpeg_start_output(c, c->input_scan_number);
  } else {
    jpeg_start_decompress(c);
  }
  for (int i = 0; i < c->num_components; i++) {
    Status status = prepare(d, c->comp_info[i], &planes[i]);
    if (status != OK) return status;
  }
  JSAMPROW rows[3][MAX_SAMP_FACTOR * DCTSIZE];
  JSAMPARRAY arrays[3] = {rows[0], rows[1], rows[2]};
  auto lines = static_cast<JDIMENSION>(c->max_v_samp_factor * c->min_DCT_scaled_size);
  for (int64_t mcu_row = 0; c->output_scanline < c->output_height; mcu_row++) {
    for (int i = 0; i < c->num_components; i++) {
      int count = c->comp_info[i].v_samp_factor * c->comp_info[i].DCT_scaled_size;
      uint8_t* first = planes[i].samples.data() + mcu_row * count * planes[i].stride;
      for (int k = 0; k < count; k++) rows[i][k] = first + int64_t{k} * planes[i].stride;
    }
    jpeg_read_raw_data(c, arrays, lines);
  }
  return absorbed ? OK : judge(d, true, lenient);
}

}  // namespace dctstream
