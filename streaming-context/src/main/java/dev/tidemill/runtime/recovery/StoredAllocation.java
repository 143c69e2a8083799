package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sources gave to a batch. As JSON, by the ids of the sources:
 *
 * <pre>
 *   { id: { "records": count or -1, "replay": what the source wrote down, if it did }, ... }
 * </pre>
 */
final class StoredAllocation {
  private StoredAllocation() {}

  /**
   * @param ids of the sources, in the order of the allocations
   */
  static byte[] bytes(List<String> ids, List<Allocation> allocations) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      Allocation allocation = allocations.get(i);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("records", allocation.records());
      allocation.replay().ifPresent(replay -> one.put("replay", replay.values()));
      values.put(ids.get(i), one);
    }
    return Json.bytes(values);
  }

  static Map<String, RestoredAllocation> of(byte[] bytes) throws IOException {
    Map<String, RestoredAllocation> bySource = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : Json.object(bytes).entrySet()) {
      Map<String, Object> one = Json.cast(entry.getValue());
      if (!(one.get("records") instanceof Long records)) {
        throw new IOException("The journal's record of an allocation has no count.");
      }
      Optional<SourceRecord> replay =
          one.containsKey("replay")
              ? Optional.of(new SourceRecord(Json.cast(one.get("replay"))))
              : Optional.empty();
      bySource.put(entry.getKey(), new RestoredAllocation(records, replay));
    }
    return bySource;
  }
}
