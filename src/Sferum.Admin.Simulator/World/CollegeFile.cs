using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sferum.Admin.Simulator.World;

/// <summary>A supplied college (docs/simulator.md): camel-case JSON, unknown fields refused.</summary>
public sealed record CollegeFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public IReadOnlyList<FileGroup> Groups { get; init; } = [];

    public IReadOnlyList<FilePerson> People { get; init; } = [];

    public IReadOnlyList<FileFamily> Families { get; init; } = [];

    /// <summary>Empty: «Преподаватели», and «Группа» and «Родители» of every group.</summary>
    public IReadOnlyList<FileChat> Chats { get; init; } = [];

    /// <exception cref="InvalidDataException">Not such a file; the message is a Russian sentence without its contents.</exception>
    public static async Task<CollegeFile> ReadAsync(Stream json, CancellationToken ct)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<CollegeFile>(json, Options, ct) ?? throw new InvalidDataException("Файл техникума пуст.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Файл техникума не разобран: ошибка в строке {(e.LineNumber ?? 0) + 1}, место {e.Path}.", e);
        }
    }
}

/// <summary>A study group.</summary>
/// <param name="Id">Class unit id in the journal.</param>
/// <param name="Course">1 … 4.</param>
public sealed record FileGroup(long Id, string Name, int Course = 1);

/// <summary>A person.</summary>
/// <param name="Id">Person id in the journal.</param>
/// <param name="Role"><c>student</c>, <c>parent</c>, <c>staff</c>.</param>
/// <param name="FullName">«Фамилия Имя Отчество».</param>
/// <param name="Group">Name of the student's group.</param>
/// <param name="Leads">Names of the groups a curator has.</param>
/// <param name="ExternalId">Id in the messenger of a linked person.</param>
/// <param name="Link">State of the link to the messenger; <c>linked</c> unless told.</param>
/// <param name="Chats">Ids of the chats shown; all that befit the person unless told.</param>
public sealed record FilePerson(
    Guid Id,
    SimulatedRole Role,
    string FullName,
    DateOnly? BirthDate = null,
    string? Group = null,
    IReadOnlyList<string>? Leads = null,
    string? ExternalId = null,
    SimulatedLinkState Link = SimulatedLinkState.Linked,
    IReadOnlyList<long>? Chats = null);

/// <summary>Who represents a student.</summary>
public sealed record FileFamily(Guid Student, IReadOnlyList<Guid> Representatives);

/// <summary>A chat.</summary>
/// <param name="Kind"><c>staff</c>, <c>group</c>, <c>parents</c>, <c>other</c>.</param>
/// <param name="Group">Name of the group, for <c>group</c> and <c>parents</c>.</param>
/// <param name="ExternalId">Id in the messenger.</param>
public sealed record FileChat(long Id, string Kind, string Title, string? Group = null, string? ExternalId = null);
