package dev.tidemill.core.hadoop;

import dev.tidemill.core.file.LocalDiskFileSystem;
import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.io.serializer.WritableSerialization;
import org.apache.hadoop.io.serializer.avro.AvroReflectSerialization;
import org.apache.hadoop.io.serializer.avro.AvroSpecificSerialization;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.security.UserGroupInformation;

/** What we want otherwise than Hadoop's defaults. What a program or its files say is left alone. */
final class HadoopDefaults {
  private HadoopDefaults() {}

  /** For all that a program does with Hadoop. */
  static void improve(Configuration conf) {
    String serializations = CommonConfigurationKeys.IO_SERIALIZATIONS_KEY;
    if (!HadoopConfigurations.isChosen(conf, serializations)) {
      conf.setStrings(serializations, usableSerializations(conf));
    }
    // The other algorithm puts a task's files among those of the job one by one: what a failed
    // attempt has put there would stay.
    String algorithm = FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION;
    if (!HadoopConfigurations.isChosen(conf, algorithm)) {
      conf.setInt(algorithm, 1);
    }
  }

  /** For what formats read and write through us. */
  static void improveForFormats(Configuration conf) {
    improve(conf);
    LocalDiskFileSystem.serve(conf);
  }

  /**
   * Where Kerberos is used, formats get tokens for tasks on other machines, of which we have none.
   * Who may renew them is YARN's user, for whom they need YARN's jars, unless the settings are
   * those of the engine before YARN. So this is set whatever else was said.
   */
  static void askNoYarn(Configuration conf) throws IOException {
    if (UserGroupInformation.isSecurityEnabled()) {
      conf.set(MRConfig.FRAMEWORK_NAME, MRConfig.CLASSIC_FRAMEWORK_NAME);
      conf.set(MRConfig.MASTER_USER_NAME, UserGroupInformation.getCurrentUser().getUserName());
    }
  }

  /**
   * Without Avro's jar, which an output seldom needs, Hadoop fails on the classes that it names by
   * default.
   */
  private static String[] usableSerializations(Configuration conf) {
    List<String> usable = new ArrayList<>();
    for (String name :
        conf.getTrimmedStrings(
            CommonConfigurationKeys.IO_SERIALIZATIONS_KEY,
            WritableSerialization.class.getName(),
            AvroSpecificSerialization.class.getName(),
            AvroReflectSerialization.class.getName())) {
      try {
        conf.getClassByName(name);
        usable.add(name);
      } catch (ClassNotFoundException | LinkageError missing) {
        continue; // as Hadoop does where the class itself is missing
      }
    }
    return usable.toArray(String[]::new);
  }
}
