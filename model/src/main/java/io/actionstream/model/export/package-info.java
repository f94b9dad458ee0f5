/** The built-in network in formats that other programs run: TorchScript and ONNX. */
package io.actionstream.model.export;
