package ai.kaapana.clinical.radiomics.resolve;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Kaapana's workflows say by the names they give: a mask and its result are called {@code
 * <UID>--<segment number>--<label>} and lie below {@code batch/<SeriesInstanceUID>/}, an image is
 * called by its SeriesInstanceUID.
 *
 * <p>The UID of a mask is that of the instance or of the series of the segmentation. The folder is
 * named after the series that the workflow was started with: the segmentation, or the image if the
 * workflow segments itself.
 *
 * @param object UID in the name of the mask, null if it is called otherwise
 * @param number segment number in the name of the mask
 * @param label what the workflow made of the segment's label; the label itself cannot be had back
 * @param folder series after which the folder is named
 * @param image series after which the image is named
 * @param contradictory whether content, file name and object key say different things
 */
record StockNames(
    @Nullable String object,
    @Nullable String number,
    @Nullable String label,
    @Nullable String folder,
    @Nullable String image,
    boolean contradictory) {

  /** Fewer parts could as well be a date or a count. */
  private static final String UID = "[0-9]+(?:\\.[0-9]+){3,}";

  private static final Pattern MASK =
      Pattern.compile(
          "(.*?)--([0-9]{1,9})--(.+?)(?:_radiomics)?(?:\\.(?:nii\\.gz|[A-Za-z]{3,5}))?");
  private static final Pattern FOLDER =
      Pattern.compile("(?:^|[/\\\\])batch[/\\\\](" + UID + ")(?=[/\\\\])");
  private static final Pattern IMAGE =
      Pattern.compile("(" + UID + ")\\.(?:nrrd|nii|nii\\.gz|mha|mhd)");
  private static final int LONGEST = 4_000;

  /**
   * What the names say.
   *
   * @param inputs what the file says about image and mask
   * @param locations object key and file name of the result
   */
  static StockNames of(Map<String, String> inputs, List<String> locations) {
    var content = Stream.of("Mask", "Segmentation").map(inputs::get);
    var masks =
        Stream.concat(content, locations.stream())
            .filter(Objects::nonNull)
            .filter(path -> path.length() <= LONGEST)
            .map(path -> MASK.matcher(name(path)))
            .filter(Matcher::matches)
            .toList();
    var folders = new HashSet<String>();
    Stream.concat(Stream.of("Mask", "Patient", "Image").map(inputs::get), locations.stream())
        .filter(Objects::nonNull)
        .filter(path -> path.length() <= LONGEST)
        .forEach(path -> folder(path + "/").ifPresent(folders::add));
    var first = masks.isEmpty() ? null : masks.getFirst();
    return new StockNames(
        first == null || !first.group(1).matches(UID) ? null : first.group(1),
        first == null ? null : first.group(2),
        first == null ? null : first.group(3),
        folders.size() == 1 ? folders.iterator().next() : null,
        image(inputs.getOrDefault("Image", "")).orElse(null),
        folders.size() > 1 || distinct(masks).size() > 1);
  }

  private static Set<String> distinct(List<Matcher> masks) {
    var result = new HashSet<String>();
    masks.forEach(mask -> result.add(mask.group(1) + "--" + mask.group(2)));
    return result;
  }

  private static Optional<String> folder(String path) {
    var matcher = FOLDER.matcher(path);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> image(String path) {
    var matcher = IMAGE.matcher(name(path));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String name(String path) {
    var plain = path.strip();
    return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
  }
}
