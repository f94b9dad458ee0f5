package io.actionstream.jobs.options;

import io.actionstream.media.video.ShownAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Refuses a command line without repeating the password of an address in it.
 *
 * @param handler explains what is wrong
 */
public record DiscreetRefusal(IParameterExceptionHandler handler) implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
        List<String> texts = new ArrayList<>(List.of(arguments));
        texts.add(String.valueOf(failure.getValue())); // it may come from a file of arguments
        if (failure instanceof UnmatchedArgumentException unmatched) {
            texts.addAll(unmatched.getUnmatched());
        }
        String message = ShownAddress.hide(failure.getMessage(), texts);
        return handler.handleParseException(
                message.equals(failure.getMessage())
                        ? failure
                        : new ParameterException(failure.getCommandLine(), message),
                arguments);
    }
}
