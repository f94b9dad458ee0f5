/** Draws what is around the person: room, light, camera and sensor, all by chance. */
package io.actionstream.synthetic.scene;
