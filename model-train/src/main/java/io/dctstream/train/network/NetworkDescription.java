package io.dctstream.train.network;

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
 */
public record NetworkDescription(
    String name,
    NetworkInput input,
    List<Step> luma,
    List<Step> eachChroma,
    List<Step> chroma,
    List<Step> trunk) {
  public NetworkDescription {
    luma = List.copyOf(luma);
    eachChroma = List.copyOf(eachChroma);
    chroma = List.copyOf(chroma);
    trunk = List.copyOf(trunk);
  }
}
