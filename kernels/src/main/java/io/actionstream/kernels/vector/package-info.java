/** The vectors of this machine, which all kernels of the network share. */
package io.actionstream.kernels.vector;
