package io.dctstream.train.network;

import io.dctstream.jpegdct.BlockGrid;
import java.util.List;

/**
 * A network as data: what happens to the planes before they meet, and after. Every network ends
 * with a global average pool and a dense layer, which are not listed.
 *
 * <pre>
 *   y  -- luma -----------------.
 *   cb -- eachChroma -.          +-- concatenate -- trunk -- pool -- dense
 *   cr -- eachChroma -+- chroma -'
 * </pre>
 *
 * One that reads all colours as one tensor has a trunk only.
 *
 * @param name the network's name on the command line
 * @param input what it reads
 * @param luma steps on Y
 * @param eachChroma steps on Cb and on Cr, each with weights of its own
 * @param chroma steps on Cb and Cr concatenated
 * @param trunk steps on all planes concatenated
 * @param lumaFrequencies how many frequencies of Y it reads unless others are asked for
 * @param chromaFrequencies the same of Cb and of Cr
 */
public record NetworkDescription(
    String name,
    NetworkInput input,
    List<Step> luma,
    List<Step> eachChroma,
    List<Step> chroma,
    List<Step> trunk,
    int lumaFrequencies,
    int chromaFrequencies) {
  public NetworkDescription {
    luma = List.copyOf(luma);
    eachChroma = List.copyOf(eachChroma);
    chroma = List.copyOf(chroma);
    trunk = List.copyOf(trunk);
  }

  /** One that reads all frequencies. */
  NetworkDescription(
      String name,
      NetworkInput input,
      List<Step> luma,
      List<Step> eachChroma,
      List<Step> chroma,
      List<Step> trunk) {
    this(name, input, luma, eachChroma, chroma, trunk, BlockGrid.BLOCK_SIZE, BlockGrid.BLOCK_SIZE);
  }

  /** The same that reads fewer frequencies. */
  NetworkDescription reading(int ofLuma, int ofChroma) {
    return new NetworkDescription(name, input, luma, eachChroma, chroma, trunk, ofLuma, ofChroma);
  }

  /** A size with the frequencies that this network reads unless others are asked for. */
  public NetworkScale usual(NetworkScale size) {
    return new NetworkScale(
        size.width(), size.depth(), size.imageSize(), lumaFrequencies, chromaFrequencies);
  }
}
