/** ONNX graphs as data: written, made simpler, counted, and run to see what they compute. */
package io.dctstream.export.graph;
