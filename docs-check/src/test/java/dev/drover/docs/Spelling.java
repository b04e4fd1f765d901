package dev.drover.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import morfologik.speller.Speller;
import morfologik.stemming.Dictionary;
import org.commonmark.node.Text;

/** English as LanguageTool's dictionary knows it, and the project's own words. */
final class Spelling {

  /** Letters, apostrophes within; what has digits or underscores in it is a name. */
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w.@/])\\p{L}+(?:['’]\\p{L}+)*(?![\\w@/])");

  /** Abbreviations, one and several of them. */
  private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}{2,}s?|\\p{L}");

  private static final Pattern POSSESSIVE = Pattern.compile("'s?$");

  private final Speller speller;
  private final Set<String> own;

  Spelling(List<String> own) {
    this.own = own.stream().map(Spelling::lower).collect(Collectors.toSet());
    speller = new Speller(dictionary());
  }

  /** Words that nobody knows, with their places and what may be meant. */
  Stream<String> complaints(Document document) {
    return document
        .nodes(Text.class)
        .flatMap(
            text ->
                words(text.getLiteral())
                    .filter(word -> !isKnown(word))
                    .map(
                        word ->
                            "%s: '%s', maybe %s"
                                .formatted(
                                    document.place(text), word, speller.findReplacements(word))));
  }

  boolean isInDictionary(String word) {
    return !speller.isMisspelled(word);
  }

  private boolean isKnown(String word) {
    return isKnownAsItIs(word) || isKnownAsItIs(POSSESSIVE.matcher(word).replaceFirst(""));
  }

  private boolean isKnownAsItIs(String word) {
    return CAPITALS.matcher(word).matches() || own.contains(lower(word)) || isInDictionary(word);
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replace('’', '\''));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static Dictionary dictionary() {
    URL words = Spelling.class.getResource("/org/languagetool/resource/en/hunspell/en_GB.dict");
    try {
      return Dictionary.read(
          Objects.requireNonNull(words, "the dictionary is not on the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project's own words, as they stand in the file. */
  static List<String> ownWords() {
    try (var in = Objects.requireNonNull(Spelling.class.getResourceAsStream("/words.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
