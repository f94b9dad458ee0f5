package io.actionstream.synthetic.person;

/** The parts of a body that a pose turns. */
enum Bone {
    SPINE,
    LEFT_UPPER_ARM,
    LEFT_FOREARM,
    RIGHT_UPPER_ARM,
    RIGHT_FOREARM,
    LEFT_THIGH,
    LEFT_SHIN,
    RIGHT_THIGH,
    RIGHT_SHIN;

    /** The same bone of the other side. */
    Bone opposite() {
        return switch (this) {
            case SPINE -> SPINE;
            case LEFT_UPPER_ARM -> RIGHT_UPPER_ARM;
            case LEFT_FOREARM -> RIGHT_FOREARM;
            case RIGHT_UPPER_ARM -> LEFT_UPPER_ARM;
            case RIGHT_FOREARM -> LEFT_FOREARM;
            case LEFT_THIGH -> RIGHT_THIGH;
            case LEFT_SHIN -> RIGHT_SHIN;
            case RIGHT_THIGH -> LEFT_THIGH;
            case RIGHT_SHIN -> LEFT_SHIN;
        };
    }
}
