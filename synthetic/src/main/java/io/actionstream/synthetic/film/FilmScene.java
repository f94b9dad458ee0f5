package io.actionstream.synthetic.film;

import io.actionstream.synthetic.person.Activity;
import io.actionstream.synthetic.person.Actor;
import io.actionstream.synthetic.person.Idling;

/**
 * A stretch of a film in which one thing goes on.
 *
 * @param start in milliseconds of the film
 * @param end in milliseconds of the film; the next scene's start
 * @param activity what goes on
 * @param actor who is there
 */
record FilmScene(long start, long end, Activity activity, Actor actor) {

    boolean isIdle() {
        return activity instanceof Idling;
    }
}
