package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A place in a YAML document, which fails with its own path when what is asked for is not there. */
record Node(String path, Object value) {

    Node at(String... keys) {
        Node node = this;
        for (String key : keys) {
            assertThat(node.map()).as(node.path).containsKey(key);
            node = new Node(node.path + "/" + key, node.map().get(key));
        }
        return node;
    }

    boolean has(String key) {
        return map().containsKey(key);
    }

    Set<String> keys() {
        return map().keySet();
    }

    String text() {
        assertThat(value).as(path).isNotNull().isNotInstanceOf(Map.class).isNotInstanceOf(List.class);
        return value.toString();
    }

    List<Node> list() {
        assertThat(value).as(path).isInstanceOf(List.class);
        return ((List<?>) value)
                .stream().map(item -> new Node(path + "/-", item)).toList();
    }

    List<String> texts() {
        return list().stream().map(Node::text).toList();
    }

    Map<String, String> textMap() {
        return keys().stream().collect(Collectors.toMap(key -> key, key -> at(key).text()));
    }

    private Map<String, Object> map() {
        assertThat(value).as(path).isInstanceOf(Map.class);
        Map<String, Object> map = new TreeMap<>();
        ((Map<?, ?>) value).forEach((key, item) -> map.put(key.toString(), item));
        return map;
    }
}
