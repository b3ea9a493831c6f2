package io.dctstream.export;

import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Puts the same letters before every name of a graph, inner graphs included, so that none can be
 * taken for one of another graph.
 *
 * @param letters what is put before
 */
record Prefix(String letters) {
  GraphProto rename(GraphProto graph) {
    GraphProto.Builder renamed = graph.toBuilder();
    renamed.getNodeBuilderList().forEach(this::rename);
    renamed
        .getInitializerBuilderList()
        .forEach(constant -> constant.setName(name(constant.getName())));
    renamed.getInputBuilderList().forEach(this::rename);
    renamed.getOutputBuilderList().forEach(this::rename);
    // Sizes of inner tensors, which nobody needs, and whose names would be old ones.
    return renamed.clearValueInfo().build();
  }

  String name(String name) {
    // The empty name is an input that is left out.
    return name.isEmpty() ? name : letters + name;
  }

  private void rename(ValueInfoProto.Builder value) {
    value.setName(name(value.getName()));
  }

  private void rename(NodeProto.Builder node) {
    node.setName(name(node.getName()));
    for (int i = 0; i < node.getInputCount(); i++) {
      node.setInput(i, name(node.getInput(i)));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      node.setOutput(i, name(node.getOutput(i)));
    }
    for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
      if (attribute.hasG()) {
        attribute.setG(rename(attribute.getG()));
      }
      for (int i = 0; i < attribute.getGraphsCount(); i++) {
        attribute.setGraphs(i, rename(attribute.getGraphs(i)));
      }
    }
  }
}
