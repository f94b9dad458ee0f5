package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Draw;
import java.awt.Color;

/**
 * The colours of a person, and how bulky they are.
 *
 * @param sleeves colour of the forearms: skin when the sleeves are short
 * @param shins colour of the shins: skin when the trousers are short
 * @param bulk factor on all thicknesses
 * @param longHair whether the hair reaches the neck
 */
record Outfit(
        Color skin,
        Color hair,
        Color shirt,
        Color sleeves,
        Color trousers,
        Color shins,
        Color shoes,
        double bulk,
        boolean longHair) {

    static Outfit draw(Draw draw) {
        Color skin = Color.getHSBColor(
                (float) draw.between(0.03, 0.09), (float) draw.between(0.3, 0.6), (float) draw.between(0.6, 1));
        Color hair = Color.getHSBColor(
                (float) draw.between(0.02, 0.12), (float) draw.between(0.1, 0.7), (float) draw.between(0.05, 0.7));
        Color shirt = draw.cloth();
        Color trousers = draw.cloth();
        return new Outfit(
                skin,
                hair,
                shirt,
                draw.chance(0.5) ? shirt : skin,
                trousers,
                draw.chance(0.7) ? trousers : skin,
                draw.cloth(),
                draw.between(0.95, 1.4),
                draw.chance(0.4));
    }
}
