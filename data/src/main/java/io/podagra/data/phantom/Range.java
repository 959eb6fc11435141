package io.podagra.data.phantom;

/** From {@code low} to {@code high}, in the unit of what it is a range of. */
record Range(double low, double high) {
    /** The value that lies {@code share} of the way from low to high. */
    double at(double share) {
        return low + (high - low) * share;
    }

    double clamp(double value) {
        return Math.max(low, Math.min(high, value));
    }
}
