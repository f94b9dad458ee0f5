/** Networks that come from other programs or go to them. */
package io.actionstream.training.exchange;
