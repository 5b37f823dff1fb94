package dev.parley.core.analysis.versus;

/**
 * Whether the first of two policies is better, by a test for at most a fixed number of blocks (D-SPEND): of the error
 * it may make, it spends as much as the share of blocks that are over, at the number of wins beyond which a fair coin
 * comes no more often than that. Exact given which blocks part the two, so wrong with at most the chance {@code error}.
 * The number of blocks is fixed when the study is frozen and never grows. Not thread-safe.
 */
public final class Spending {
    private final double error;
    private final int most;
    /** Chances of a fair coin to have each number of wins without a verdict so far. */
    private final double[] open;

    private double spent;
    private int blocks;
    private int parted;
    private int won;
    private int least = Integer.MAX_VALUE;
    private boolean better;

    /**
     * @param error of this side: half of a two-sided one
     * @param most blocks
     */
    public Spending(double error, int most) {
        if (!(error > 0 && error < 1) || most < 1) {
            throw new IllegalArgumentException("an error of " + error + " within " + most + " blocks cannot be");
        }
        this.error = error;
        this.most = most;
        this.open = new double[most + 1];
        this.open[0] = 1;
    }

    /**
     * One block.
     *
     * @return whether the first is better; also after a block that does not part them, since by then more may be spent
     * @throws IllegalStateException after the last block
     */
    public boolean add(boolean first, boolean second) {
        if (blocks == most) {
            throw new IllegalStateException("all " + most + " blocks are over");
        }
        blocks++;
        if (first != second) {
            parted++;
            won += first ? 1 : 0;
            for (int wins = parted; wins > 0; wins--) {
                open[wins] = (open[wins] + open[wins - 1]) / 2;
            }
            open[0] /= 2;
        }
        double budget = error * blocks / most - spent;
        double tail = 0;
        int wins = parted + 1;
        // Half of the wins or fewer never speak for it.
        while (2 * (wins - 1) > parted && tail + open[wins - 1] <= budget) {
            wins--;
            tail += open[wins];
            open[wins] = 0;
        }
        spent += tail;
        least = wins;
        better |= won >= least;
        return better;
    }

    public boolean better() {
        return better;
    }

    public int blocks() {
        return blocks;
    }

    /** Blocks in which one alone succeeded. */
    public int parted() {
        return parted;
    }

    public int won() {
        return won;
    }

    /** Wins that would have sufficed after the last block; more than the parted blocks where none would. */
    public int leastWins() {
        return least;
    }

    /** Of the error, what is spent. */
    public double spent() {
        return spent;
    }
}
