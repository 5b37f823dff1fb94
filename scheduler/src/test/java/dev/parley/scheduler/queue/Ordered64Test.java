package dev.parley.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class Ordered64Test {
    @Test
    void textSortsAsTheNumbersDo() {
        Random random = new Random(1);
        List<Long> numbers = LongStream.concat(
                        LongStream.of(0, 1, 63, 64, 65, 4095, 4096, Long.MAX_VALUE - 1, Long.MAX_VALUE),
                        random.longs(1000).map(each -> each & Long.MAX_VALUE))
                .sorted()
                .boxed()
                .toList();
        assertThat(numbers.stream().map(Ordered64::of).toList()).isSorted();
    }

    @Test
    void negativeRoundsSortBeforeAllOthersAndComeBack() {
        List<Long> numbers = LongStream.concat(
                        LongStream.of(Long.MIN_VALUE, -65, -64, -1, 0, 1, 64, Long.MAX_VALUE),
                        new Random(3).longs(1000))
                .sorted()
                .boxed()
                .toList();
        assertThat(numbers.stream().map(Ordered64::ofSigned).toList()).isSorted();
        numbers.forEach(number ->
                assertThat(Ordered64.toSigned(Ordered64.ofSigned(number), 0)).isEqualTo(number));
    }

    @Test
    void numbersAndIdsComeBackAsTheyWere() {
        new Random(2)
                .longs(1000)
                .map(each -> each & Long.MAX_VALUE)
                .forEach(number ->
                        assertThat(Ordered64.toLong(Ordered64.of(number), 0)).isEqualTo(number));
        for (int i = 0; i < 1000; i++) {
            UUID id = UUID.randomUUID();
            assertThat(Ordered64.toUuid("x" + Ordered64.of(id), 1)).isEqualTo(id);
        }
        assertThat(Ordered64.of(UUID.randomUUID())).hasSize(Ordered64.UUID_LENGTH);
    }

    @Test
    void whatIsNegativeOrTooShortIsRefused() {
        assertThatThrownBy(() -> Ordered64.of(-1)).hasMessageContaining("never negative");
        assertThatThrownBy(() -> Ordered64.toLong("short", 0)).hasMessageContaining("short");
    }
}
