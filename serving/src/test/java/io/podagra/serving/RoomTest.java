package io.podagra.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(1, 10);

    @Test
    void aPlaceIsFreeWhenItsRequestIsAnsweredAndNobodyWorksOnIt() {
        Room.Place place = room.take().orElseThrow();
        place.begin();
        place.answered();
        assertThat(room.take()).isEmpty();
        place.end();
        assertThat(room.take()).isPresent();
    }

    @Test
    void aPlaceIsLeftOnce() {
        Room.Place place = room.take().orElseThrow();
        place.answered();
        place.answered();
        place.end();
        assertThat(room.taken()).isZero();
    }

    @Test
    void bytesAreGivenBackOnceAndAtTheLatestWithThePlace() {
        Room.Place place = room.take().orElseThrow();
        assertThat(place.hold(7)).isTrue();
        assertThat(place.hold(4)).isFalse();
        assertThat(room.held()).isEqualTo(7);
        place.dropBytes();
        assertThat(place.hold(10)).isTrue();
        place.answered();
        assertThat(room.held()).isZero();
    }

    @Test
    void waitsUntilAllHaveLeft() throws InterruptedException {
        Room.Place place = room.take().orElseThrow();
        assertThat(room.awaitEmpty(1)).isFalse();
        place.answered();
        assertThat(room.awaitEmpty(1)).isTrue();
    }
}
