namespace Sferum.Admin.Connectors.Http;

/// <summary>Reads the body before it hands the answer over, so that a body that stalls or breaks falls under the attempt's time-out and
/// is repeated like any other failure.</summary>
/// <param name="largest">Bytes; a larger body is an <see cref="HttpRequestException"/> with <see cref="HttpRequestError.ConfigurationLimitExceeded"/>.</param>
public sealed class WholeAnswerHandler(long largest) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
