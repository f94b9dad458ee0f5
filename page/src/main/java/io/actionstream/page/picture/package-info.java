/** Pictures of the cameras: kept as they arrived within a bound, and scaled only when somebody looks. */
package io.actionstream.page.picture;
