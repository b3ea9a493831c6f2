package io.dctstream.cli.dct;

import io.dctstream.cli.npz.NpyArray;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.ColourSpace;
import io.dctstream.jpegdct.JpegCoefficients;
import io.dctstream.jpegdct.JpegCoefficients.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A picture's coefficients and quantisation tables as arrays for numpy. */
final class CoefficientArrays {
  private CoefficientArrays() {}

  static Map<String, NpyArray> of(JpegCoefficients picture) {
    List<Component> components = picture.components();
    List<String> names = names(picture.colourSpace());
    short[] tables = new short[components.size() * BlockGrid.BLOCK_SIZE];
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < components.size(); i++) {
      arrays.put(names.get(i), plane(components.get(i)));
      components.get(i).table().get(0, tables, i * BlockGrid.BLOCK_SIZE, BlockGrid.BLOCK_SIZE);
    }
    arrays.put("quant", NpyArray.uint16(tables, components.size(), BlockGrid.BLOCK_SIZE));
    return arrays;
  }

  /** The blocks that hold part of the picture, row by row, without the padding between rows. */
  private static NpyArray plane(Component component) {
    int row = component.blocksWide() * BlockGrid.BLOCK_SIZE;
    short[] values = new short[row * component.blocksHigh()];
    for (int y = 0; y < component.blocksHigh(); y++) {
      component.blocks().get(y * component.stride() * BlockGrid.BLOCK_SIZE, values, y * row, row);
    }
    return NpyArray.int16(
        values, component.blocksHigh(), component.blocksWide(), BlockGrid.BLOCK_SIZE);
  }

  private static List<String> names(ColourSpace colours) {
    return switch (colours) {
      case GREY, YCBCR, YCCK -> List.of("y", "cb", "cr", "k");
      case RGB -> List.of("r", "g", "b");
      case CMYK -> List.of("c", "m", "y", "k");
      case UNKNOWN -> List.of("component0", "component1", "component2", "component3");
    };
  }
}
