/** The definition of a clip: sampling by time, assembly and padding. */
package io.actionstream.model.clip;
