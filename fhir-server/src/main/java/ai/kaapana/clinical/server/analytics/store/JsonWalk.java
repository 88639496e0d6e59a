package ai.kaapana.clinical.server.analytics.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Walks through JSON token by token, so that what is not wanted costs no object. */
final class JsonWalk {

  private JsonWalk() {}

  /** Takes a member whose value the parser stands on, and leaves the parser at the value's end. */
  @FunctionalInterface
  interface Member {
    void accept(String name) throws IOException;
  }

  /** Takes the value the parser stands on, and leaves the parser at its end. */
  @FunctionalInterface
  interface Item {
    void accept() throws IOException;
  }

  /** Every member of the object the parser stands on; nothing if it stands on something else. */
  static void object(JsonParser parser, Member member) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      member.accept(name);
    }
  }

  /** Every item of the array the parser stands on; nothing if it stands on something else. */
  static void array(JsonParser parser, Item item) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.accept();
    }
  }
}
