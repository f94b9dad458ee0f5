/** The common part of the kernels: the choice between vectors and plain loops. */
package io.actionstream.kernels;
