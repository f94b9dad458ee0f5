package io.actionstream.operators.records;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The type of a matrix of counts, for Flink finds out by itself that of a list, but not of a list of lists. */
public final class CountsTypeFactory extends TypeInfoFactory<List<List<Integer>>> {

    @Override
    public TypeInformation<List<List<Integer>>> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> genericParameters) {
        return Types.LIST(Types.LIST(Types.INT));
    }
}
