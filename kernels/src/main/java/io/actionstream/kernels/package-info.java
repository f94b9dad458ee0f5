/** What the kernels have in common: the choice between vectors and plain loops. */
package io.actionstream.kernels;
