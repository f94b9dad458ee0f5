/** Makes clips of the samples of a camera. */
package io.actionstream.operators.assemble;
