/** Reads what an ONNX file says about its graph, before anything runs it. */
package io.actionstream.model.onnx;
