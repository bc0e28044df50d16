using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sferum.Admin.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class JournalCheck : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Readings_SourceId",
                table: "Readings");

            migrationBuilder.AddColumn<int>(
                name: "Linked",
                table: "Readings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "NotRead",
                table: "Readings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "RunId",
                table: "Readings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "Readings",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ByUserId",
                table: "JobRuns",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Done",
                table: "JobRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "HeartbeatAt",
                table: "JobRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "JobRuns",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "JobRuns",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "JobRuns",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Total",
                table: "JobRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Trigger",
                table: "JobRuns",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Schedule");

            migrationBuilder.CreateTable(
                name: "BindingRejections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    System = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IdKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Value = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BindingRejections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JournalRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    System = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IdKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Value = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    BirthDate = table.Column<DateOnly>(type: "date", nullable: true),
                    GroupValue = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    RelatedValues = table.Column<string>(type: "text", nullable: true),
                    ChatKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    HasStableId = table.Column<bool>(type: "boolean", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JournalSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    System = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Protected = table.Column<string>(type: "text", nullable: false),
                    PastedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalSessions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Readings_RunId",
                table: "Readings",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_SourceId_Scope_TakenAt",
                table: "Readings",
                columns: new[] { "SourceId", "Scope", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "UX_JobRuns_Running",
                table: "JobRuns",
                column: "Job",
                unique: true,
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_BindingRejections_System_IdKind_Value_SubjectId",
                table: "BindingRejections",
                columns: new[] { "System", "IdKind", "Value", "SubjectId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JournalRecords_System_IdKind_Value",
                table: "JournalRecords",
                columns: new[] { "System", "IdKind", "Value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JournalSessions_System",
                table: "JournalSessions",
                column: "System",
                unique: true);

            // Places made before connectors had codes.
            migrationBuilder.Sql("UPDATE \"Platforms\" SET \"Connector\" = 'epos' WHERE \"Connector\" IS NULL AND \"Name\" = 'ЭПОС'");
            migrationBuilder.Sql("UPDATE \"Platforms\" SET \"Connector\" = 'max' WHERE \"Connector\" IS NULL AND \"Name\" = 'MAX'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BindingRejections");

            migrationBuilder.DropTable(
                name: "JournalRecords");

            migrationBuilder.DropTable(
                name: "JournalSessions");

            migrationBuilder.DropIndex(
                name: "IX_Readings_RunId",
                table: "Readings");

            migrationBuilder.DropIndex(
                name: "IX_Readings_SourceId_Scope_TakenAt",
                table: "Readings");

            migrationBuilder.DropIndex(
                name: "UX_JobRuns_Running",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Linked",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "NotRead",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "RunId",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "Trouble",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "ByUserId",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Done",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "HeartbeatAt",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Total",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Trigger",
                table: "JobRuns");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_SourceId",
                table: "Readings",
                column: "SourceId");
        }
    }
}
