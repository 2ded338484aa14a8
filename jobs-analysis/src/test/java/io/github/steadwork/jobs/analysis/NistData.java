package io.github.steadwork.jobs.analysis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The univariate Statistical Reference Datasets of NIST (itl.nist.gov/div898/strd), which are in the public domain: the data
 * as decimals, in their order.
 */
final class NistData {

    private NistData() {}

    static List<BigDecimal> numAcc1() {
        return whole(10000001, 10000003, 10000002);
    }

    static List<BigDecimal> numAcc2() {
        return alternating("1.2", "1.1", "1.3");
    }

    static List<BigDecimal> numAcc3() {
        return alternating("1000000.2", "1000000.1", "1000000.3");
    }

    static List<BigDecimal> numAcc4() {
        return alternating("10000000.2", "10000000.1", "10000000.3");
    }

    private static List<BigDecimal> alternating(String first, String odd, String even) {
        List<BigDecimal> data = new ArrayList<>();
        data.add(new BigDecimal(first));
        for (int i = 0; i < 500; i++) {
            data.add(new BigDecimal(odd));
            data.add(new BigDecimal(even));
        }
        return data;
    }

    /**
     * The first 5,000 digits of pi, by Machin's formula, with digits to spare. NIST has a 3 in place 957, where pi has an 8,
     * and has certified what it has.
     */
    static List<BigDecimal> piDigits() {
        BigInteger one = BigInteger.TEN.pow(5_020);
        BigInteger pi = arcTangent(one, 5)
                .multiply(BigInteger.valueOf(4))
                .subtract(arcTangent(one, 239))
                .multiply(BigInteger.valueOf(4));
        StringBuilder digits = new StringBuilder(pi.toString().substring(0, 5_000));
        digits.setCharAt(956, '3');
        return digits.chars().mapToObj(digit -> BigDecimal.valueOf(digit - '0')).toList();
    }

    private static BigInteger arcTangent(BigInteger one, long inverse) {
        BigInteger square = BigInteger.valueOf(inverse * inverse);
        BigInteger power = one.divide(BigInteger.valueOf(inverse));
        BigInteger sum = BigInteger.ZERO;
        for (long odd = 1; power.signum() != 0; odd += 2) {
            BigInteger term = power.divide(BigInteger.valueOf(odd));
            sum = odd % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }

    /** The velocity of light in thousands of km/s, by Michelson in 1879. */
    static List<BigDecimal> michelso() {
        return Arrays.stream(MICHELSO)
                .mapToObj(thousandths -> BigDecimal.valueOf(299_000 + thousandths, 3))
                .toList();
    }

    /** The transmittance of a filter, by Mavrodineanu. */
    static List<BigDecimal> mavro() {
        return Arrays.stream(MAVRO)
                .mapToObj(last -> BigDecimal.valueOf(20_000 + last, 4))
                .toList();
    }

    /** How far a beam of steel and concrete bends, by Lew. */
    static List<BigDecimal> lew() {
        return whole(LEW);
    }

    /** The numbers drawn in a lottery of 32 weeks. */
    static List<BigDecimal> lottery() {
        return whole(LOTTERY);
    }

    private static List<BigDecimal> whole(int... numbers) {
        return Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList();
    }

    private static final int[] MAVRO = {
        18, 17, 18, 19, 18, 17, 15, 14, 15, 15, 17, 18, 18, 19, 19, 21, 20, 16, 14, 13, 13, 15, 15, 16, 15, 14, 13, 14,
        15, 14, 15, 16, 15, 16, 19, 20, 20, 21, 22, 23, 24, 25, 27, 26, 26, 26, 27, 26, 25, 24
    };

    private static final int[] LEW = {
        -213, -564, -35, -15, 141, 115, -420, -360, 203, -338, -431, 194, -220, -513, 154, -125, -559, 92, -21, -579,
        -52, 99, -543, -175, 162, -457, -346, 204, -300, -474, 164, -107, -572, -8, 83, -541, -224, 180, -420, -374,
        201, -236, -531, 83, 27, -564, -112, 131, -507, -254, 199, -311, -495, 143, -46, -579, -90, 136, -472, -338,
        202, -287, -477, 169, -124, -568, 17, 48, -568, -135, 162, -430, -422, 172, -74, -577, -13, 92, -534, -243,
        194, -355, -465, 156, -81, -578, -64, 139, -449, -384, 193, -198, -538, 110, -44, -577, -6, 66, -552, -164,
        161, -460, -344, 205, -281, -504, 134, -28, -576, -118, 156, -437, -381, 200, -220, -540, 83, 11, -568, -160,
        172, -414, -408, 188, -125, -572, -32, 139, -492, -321, 205, -262, -504, 142, -83, -574, 0, 48, -571, -106,
        137, -501, -266, 190, -391, -406, 194, -186, -553, 83, -13, -577, -49, 103, -515, -280, 201, 300, -506, 131,
        -45, -578, -80, 138, -462, -361, 201, -211, -554, 32, 74, -533, -235, 187, -372, -442, 182, -147, -566, 25,
        68, -535, -244, 194, -351, -463, 174, -125, -570, 15, 72, -550, -190, 172, -424, -385, 198, -218, -536, 96
    };

    private static final int[] LOTTERY = {
        162, 671, 933, 414, 788, 730, 817, 33, 536, 875, 670, 236, 473, 167, 877, 980, 316, 950, 456, 92, 517, 557, 956,
        954, 104, 178, 794, 278, 147, 773, 437, 435, 502, 610, 582, 780, 689, 562, 964, 791, 28, 97, 848, 281, 858, 538,
        660, 972, 671, 613, 867, 448, 738, 966, 139, 636, 847, 659, 754, 243, 122, 455, 195, 968, 793, 59, 730, 361,
        574, 522, 97, 762, 431, 158, 429, 414, 22, 629, 788, 999, 187, 215, 810, 782, 47, 34, 108, 986, 25, 644, 829,
        630, 315, 567, 919, 331, 207, 412, 242, 607, 668, 944, 749, 168, 864, 442, 533, 805, 372, 63, 458, 777, 416,
        340, 436, 140, 919, 350, 510, 572, 905, 900, 85, 389, 473, 758, 444, 169, 625, 692, 140, 897, 672, 288, 312,
        860, 724, 226, 884, 508, 976, 741, 476, 417, 831, 15, 318, 432, 241, 114, 799, 955, 833, 358, 935, 146, 630,
        830, 440, 642, 356, 373, 271, 715, 367, 393, 190, 669, 8, 861, 108, 795, 269, 590, 326, 866, 64, 523, 862, 840,
        219, 382, 998, 4, 628, 305, 747, 247, 34, 747, 729, 645, 856, 974, 24, 568, 24, 694, 608, 480, 410, 729, 947,
        293, 53, 930, 223, 203, 677, 227, 62, 455, 387, 318, 562, 242, 428, 968
    };

    private static final int[] MICHELSO = {
        850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960, 960,
        940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790, 760, 800, 880, 880, 880,
        860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840, 890, 810, 810, 820, 800,
        770, 760, 740, 750, 760, 910, 920, 890, 860, 880, 720, 840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790,
        810, 820, 850, 870, 870, 810, 740, 810, 940, 950, 800, 810, 870
    };
}
