package io.dctstream.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.dctstream.cli.Repository;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the API server would say to a manifest: no field that its kind does not have, and no value
 * of another type. Kubernetes' own kinds and Strimzi's are read into the classes of their Java
 * clients; Flink's are held to the definitions that its operator installs.
 */
final class ManifestSchemas {
  private static final Map<String, Class<?>> CLASSES =
      Map.ofEntries(
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
          Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class));

  private static final JsonMapper STRICT = strict();

  private final Map<String, JsonSchema> flink = new HashMap<>();

  ManifestSchemas() {
    flink.put("flink.apache.org/v1beta1/FlinkDeployment", definition("flinkdeployments"));
    flink.put("flink.apache.org/v1beta1/FlinkSessionJob", definition("flinksessionjobs"));
  }

  /**
   * Checks one manifest, or a part of one that is merged into another.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  void check(JsonNode manifest) {
    String kind = manifest.path("apiVersion").asText() + "/" + manifest.path("kind").asText();
    try {
      if (flink.containsKey(kind)) {
        checkFlink(flink.get(kind), manifest);
      } else if (CLASSES.containsKey(kind)) {
        STRICT.treeToValue(manifest, CLASSES.get(kind));
      } else {
        throw new IllegalArgumentException("There is no kind " + kind);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(kind + ": " + e.getOriginalMessage(), e);
    }
  }

  private static void checkFlink(JsonSchema schema, JsonNode manifest)
      throws JsonProcessingException {
    String wrong =
        schema.validate(manifest).stream()
            .map(ValidationMessage::getMessage)
            .collect(joining(", "));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong);
    }
    STRICT.treeToValue(manifest.path("metadata"), ObjectMeta.class);
    // The definition has pods, too, but leaves types such as those of annotations open.
    for (String template :
        new String[] {
          "/spec/podTemplate", "/spec/jobManager/podTemplate", "/spec/taskManager/podTemplate"
        }) {
      STRICT.treeToValue(manifest.at(template), Pod.class);
    }
  }

  /** The operator's definition of a kind, closed: what it does not name is not allowed. */
  private static JsonSchema definition(String plural) {
    JsonNode schema;
    try (InputStream yaml =
        ManifestSchemas.class.getResourceAsStream(
            "/META-INF/fabric8/" + plural + ".flink.apache.org-v1.yml")) {
      schema =
          Repository.documents(new String(yaml.readAllBytes(), UTF_8))
              .get(0)
              .at("/spec/versions/0/schema/openAPIV3Schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode properties = (ObjectNode) schema.path("properties");
    for (String open : new String[] {"apiVersion", "kind", "metadata"}) {
      properties.putObject(open);
    }
    if (properties.at("/spec/properties/flinkVersion/enum") instanceof ArrayNode versions) {
      versions.add(
          "v2_2"); // newer operators know it; the one on Maven Central is older than Flink 2
    }
    close(schema);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode node
        && node.path("properties").isObject()
        && !node.has("additionalProperties")
        && !node.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      node.put("additionalProperties", false);
    }
    schema.forEach(ManifestSchemas::close);
  }

  private static JsonMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .annotationIntrospector(
                new JacksonAnnotationIntrospector() {
                  @Override
                  public Boolean hasAnySetter(Annotated member) {
                    return false; // the clients keep what they do not know
                  }
                })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    for (CoercionInputShape number :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(number, CoercionAction.Fail);
    }
    return mapper;
  }
}
