package io.mdis.secret.detect;

/** How much a text is like words. */
final class Wordiness {
  /** Letter pairs that English text is full of, most of what source code calls its things too. */
  private static final String COMMON_PAIRS =
      "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve"
          + " co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec"
          + " pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we"
          + " na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe"
          + " bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep"
          + " tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru"
          + " ug ds lt pi rc rr eg au ck ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu ph og"
          + " ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af hu nn eo vo rv nf xp gn sm fl iz ok"
          + " nl my gl aw ju oa eq sy sl ps jo lf nv je nk kn gs dy hy ze ks xt bs ik dd pr rp sk xi";

  private static final boolean[] COMMON = new boolean[26 * 26];

  static {
    for (String pair : COMMON_PAIRS.split(" ")) {
      COMMON[(pair.charAt(0) - 'a') * 26 + pair.charAt(1) - 'a'] = true;
    }
  }

  private Wordiness() {}

  /**
   * Share of the neighbouring letters that are common pairs, 0 to 1: words have above 0.75, random
   * letters below 0.5 most of the time. 0 when there are fewer than four pairs.
   */
  static double of(CharSequence text) {
    int pairs = 0;
    int common = 0;
    for (int i = 1; i < text.length(); i++) {
      int left = letter(text.charAt(i - 1));
      int right = letter(text.charAt(i));
      if (left >= 0 && right >= 0) {
        pairs++;
        common += COMMON[left * 26 + right] ? 1 : 0;
      }
    }
    return pairs < 4 ? 0 : (double) common / pairs;
  }

  private static int letter(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
  }
}
