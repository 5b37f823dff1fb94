package dev.parley.ui.words;

/** The drawings of the pages, on a 20 by 20 grid. A shape always stands beside its word, never instead of it. */
public enum Glyph {
    SAY("<path d='M4 5h12v8H9l-3.5 3V13H4z'/>"),
    SHOW(
            "<rect x='3' y='4' width='14' height='12' rx='1.5'/><path d='M3.5 14l4-4 3 3 2-2 4 4'/><circle cx='12.5' cy='8' r='1.2'/>"),
    GRID("<path d='M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z'/>"),
    ARM(
            "<path d='M4 17h6M7 17v-4l3.5-7L15 9v3'/><circle cx='10.5' cy='6' r='1.6'/><path d='M13.4 12h3.2M13.4 12v2M16.6 12v2'/>"),
    LIST("<path d='M5 3h7l3 3v11H5zM8 9h5M8 12h5'/>"),
    RANKS(
            "<path d='M3 5h8M3 10h12M3 15h5'/><circle class='f' cx='14' cy='5' r='1.8'/><circle class='f' cx='11' cy='15' r='1.8'/>"),
    MOON("<path d='M16 12.5A6.5 6.5 0 018 4a6.5 6.5 0 108 8.5z'/>"),
    RING("<circle cx='10' cy='10' r='6.5'/>"),
    RUNNING("<circle cx='10' cy='10' r='6.5'/><circle class='f' cx='10' cy='10' r='3'/>"),
    BARS("<path d='M7 5v10M13 5v10'/>"),
    FLAG("<path d='M5 17V3h10l-2 3.5L15 10H5'/>"),
    CLOCK("<circle cx='10' cy='10' r='6.5'/><path d='M10 6v4l2.5 2'/>"),
    OCTAGON("<path d='M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7z'/>"),
    STOP("<path class='f' d='M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7z'/>"),
    BROKEN_LINK(
            "<path d='M9 6l1.5-1.5a3.2 3.2 0 014.6 4.6L14 10.1M11 14l-1.5 1.5a3.2 3.2 0 01-4.6-4.6L6 9.9M4 4l12 12'/>"),
    SCISSORS("<circle cx='5.5' cy='6' r='2'/><circle cx='5.5' cy='14' r='2'/><path d='M7.2 7.2L16 14M7.2 12.8L16 6'/>"),
    CHECK("<path d='M4 10.5l4 4 8-9'/>"),
    HALF("<circle cx='10' cy='10' r='6.5'/><path class='f' d='M10 3.5a6.5 6.5 0 010 13z'/>"),
    CROSS("<path d='M5 5l10 10M15 5L5 15'/>"),
    HIDDEN("<path d='M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10zM4 16L16 4'/>"),
    EYE("<path d='M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10z'/><circle cx='10' cy='10' r='2.3'/>"),
    DRAIN("<path d='M10 3v9M6 8.5l4 4 4-4M4 16.5h12'/>"),
    FAULT("<path d='M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.3v.1'/>"),
    SEARCH("<circle cx='9' cy='9' r='5.5'/><path d='M13 13l4 4'/>"),
    COPY("<rect x='7' y='7' width='9.5' height='9.5' rx='1.5'/><path d='M13 7V3.5H3.5V13H7'/>"),
    AGAIN("<path d='M4 10a6 6 0 106-6H5.5M8 1.5L5.3 4 8 6.6'/>"),
    PLAY("<path class='f' d='M6 4l10 6-10 6z'/>"),
    STEP_BACK("<path d='M6 5v10'/><path class='f' d='M15 5l-7 5 7 5z'/>"),
    STEP_ON("<path d='M14 5v10'/><path class='f' d='M5 5l7 5-7 5z'/>"),
    SCREEN("<path d='M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4'/>"),
    HAND(
            "<path d='M6 11V5.5a1.3 1.3 0 012.6 0V9m0-4.5a1.3 1.3 0 012.6 0V9m0-3.5a1.3 1.3 0 012.6 0V11c0 4-1.8 6.5-4.6 6.5-2.4 0-3.6-1.2-5.2-4.8-.5-1.2.9-2 1.8-1z'/>"),
    BELL("<path d='M4.5 14.5h11l-1.5-2.2V9a4 4 0 00-8 0v3.3zM8.5 17h3M10 3v2'/>");

    private final String drawing;

    Glyph(String drawing) {
        this.drawing = drawing;
    }

    /** The whole {@code svg} element. Constant text: nothing that a person wrote ever gets into it. */
    public String svg(String extraClass) {
        return "<svg class='ic " + extraClass + "' viewBox='0 0 20 20' aria-hidden='true'>" + drawing + "</svg>";
    }
}
