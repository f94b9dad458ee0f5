/**
 * A PNG decoder in plain Java (ISO/IEC 15948): all colour types and depths, interlaced; the first picture of animated
 * ones.
 */
package io.actionstream.media.png;
